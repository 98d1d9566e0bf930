(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "update" (func $0))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 f32)
  (local $11 f32)
  (local $12 f32)
  (local $13 f32)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local.set $2
   (i32.load
    (local.get $0)
   )
  )
  (local.set $3
   (i32.load offset=4
    (local.get $0)
   )
  )
  (local.set $4
   (i32.load offset=8
    (local.get $0)
   )
  )
  (local.set $5
   (i32.load offset=12
    (local.get $0)
   )
  )
  (local.set $10
   (f32.load
    (local.get $1)
   )
  )
  (local.set $11
   (f32.load offset=4
    (local.get $1)
   )
  )
  (local.set $12
   (f32.load offset=8
    (local.get $1)
   )
  )
  (local.set $13
   (f32.load offset=12
    (local.get $1)
   )
  )
  (local.set $7
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -64)
   )
  )
  (local.set $8
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -16)
   )
  )
  (local.set $9
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -4)
   )
  )
  (local.set $14
   (f32x4.splat
    (local.get $10)
   )
  )
  (local.set $15
   (f32x4.splat
    (local.get $11)
   )
  )
  (local.set $16
   (f32x4.splat
    (local.get $12)
   )
  )
  (local.set $17
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $6
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $7)
   )
   (then
    (loop $label
     (local.set $18
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (local.set $18
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (local.set $18
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (local.set $18
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (br_if $label
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 64)
        )
       )
       (local.get $7)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $8)
   )
   (then
    (loop $label1
     (local.set $18
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (br_if $label1
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 16)
        )
       )
       (local.get $8)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $9)
   )
   (then
    (loop $label2
     (local.set $18
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $19
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $20
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $21
      (f32x4.add
       (local.get $18)
       (f32x4.mul
        (local.get $14)
        (local.get $19)
       )
      )
     )
     (local.set $22
      (v128.bitselect
       (local.get $21)
       (local.get $18)
       (f32x4.ne
        (local.get $14)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $23
      (f32x4.add
       (f32x4.mul
        (local.get $15)
        (local.get $20)
       )
       (f32x4.mul
        (local.get $16)
        (local.get $22)
       )
      )
     )
     (local.set $24
      (local.get $23)
     )
     (local.set $25
      (v128.bitselect
       (local.get $23)
       (local.get $20)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $26
      (v128.bitselect
       (local.get $24)
       (local.get $22)
       (f32x4.ne
        (local.get $15)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $27
      (f32x4.sub
       (local.get $19)
       (f32x4.mul
        (local.get $17)
        (local.get $26)
       )
      )
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $27)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $25)
     )
     (br_if $label2
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 4)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
 )
)
