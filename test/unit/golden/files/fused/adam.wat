(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "run" (func $0))
 (export "stretch" (func $1))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
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
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $41 v128)
  (local $42 v128)
  (local $43 v128)
  (local $44 v128)
  (local $45 v128)
  (local $46 v128)
  (local $47 v128)
  (local $48 v128)
  (local $49 v128)
  (local $scratch i32)
  (local.set $13
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $15
   (f64x2.splat
    (f64.const 10)
   )
  )
  (local.set $17
   (f64x2.splat
    (f64.const 0.9)
   )
  )
  (local.set $20
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $27
   (f64x2.splat
    (f64.const 0.5)
   )
  )
  (local.set $28
   (f64x2.splat
    (f64.const 100)
   )
  )
  (local.set $30
   (f64x2.splat
    (f64.const 1e4)
   )
  )
  (local.set $33
   (f64x2.splat
    (f64.const 1e6)
   )
  )
  (local.set $34
   (f64x2.splat
    (f64.const 1797693134862315708145274e284)
   )
  )
  (local.set $36
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $40
   (f64x2.splat
    (f64.const 0.01)
   )
  )
  (local.set $45
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $49
   (f64x2.splat
    (f64.const nan:0x8000000000000)
   )
  )
  (local.set $9
   (v128.load align=4
    (local.get $0)
   )
  )
  (local.set $10
   (v128.load offset=2048 align=4
    (local.get $0)
   )
  )
  (local.set $5
   (i32.load offset=16512
    (local.get $1)
   )
  )
  (local.set $6
   (i32.load offset=16516
    (local.get $1)
   )
  )
  (local.set $7
   (i32.load offset=17536
    (local.get $1)
   )
  )
  (local.set $8
   (i32.load offset=17540
    (local.get $1)
   )
  )
  (local.set $11
   (local.get $9)
  )
  (local.set $12
   (local.get $10)
  )
  (local.set $14
   (local.get $13)
  )
  (local.set $16
   (local.get $15)
  )
  (local.set $18
   (f64x2.sub
    (local.get $13)
    (local.get $17)
   )
  )
  (local.set $19
   (f64x2.sub
    (local.get $13)
    (local.get $12)
   )
  )
  (local.set $21
   (local.get $20)
  )
  (local.set $22
   (local.get $20)
  )
  (local.set $23
   (local.get $20)
  )
  (local.set $24
   (local.get $20)
  )
  (local.set $25
   (local.get $14)
  )
  (local.set $26
   (local.get $16)
  )
  (local.set $29
   (f64x2.mul
    (local.get $27)
    (f64x2.add
     (f64x2.mul
      (local.get $28)
      (f64x2.mul
       (local.get $25)
       (local.get $25)
      )
     )
     (f64x2.mul
      (local.get $26)
      (local.get $26)
     )
    )
   )
  )
  (local.set $31
   (local.get $29)
  )
  (local.set $32
   (v128.not
    (local.get $20)
   )
  )
  (local.set $35
   (f64x2.min
    (f64x2.max
     (local.get $33)
     (f64x2.mul
      (local.get $30)
      (local.get $29)
     )
    )
    (local.get $34)
   )
  )
  (local.set $37
   (local.get $36)
  )
  (local.set $37
   (f64x2.pmin
    (local.get $37)
    (local.get $31)
   )
  )
  (local.set $41
   (f64x2.le
    (local.get $31)
    (local.get $40)
   )
  )
  (local.set $42
   (v128.or
    (local.get $42)
    (local.get $41)
   )
  )
  (local.set $43
   (f64x2.add
    (local.get $43)
    (v128.andnot
     (local.get $13)
     (local.get $42)
    )
   )
  )
  (local.set $44
   (v128.and
    (f64x2.add
     (local.get $44)
     (local.get $13)
    )
    (local.get $41)
   )
  )
  (local.set $38
   (v128.and
    (f64x2.gt
     (local.get $31)
     (local.get $45)
    )
    (f64x2.le
     (local.get $31)
     (local.get $35)
    )
   )
  )
  (local.set $39
   (f64x2.add
    (local.get $39)
    (v128.and
     (local.get $13)
     (local.get $38)
    )
   )
  )
  (local.set $32
   (v128.and
    (local.get $32)
    (local.get $38)
   )
  )
  (v128.store offset=18560 align=4
   (i32.const 0)
   (local.get $11)
  )
  (v128.store offset=18624 align=4
   (i32.const 0)
   (local.get $12)
  )
  (v128.store offset=18688 align=4
   (i32.const 0)
   (local.get $14)
  )
  (v128.store offset=18752 align=4
   (i32.const 0)
   (local.get $16)
  )
  (v128.store offset=18816 align=4
   (i32.const 0)
   (local.get $18)
  )
  (v128.store offset=18880 align=4
   (i32.const 0)
   (local.get $19)
  )
  (v128.store offset=18944 align=4
   (i32.const 0)
   (local.get $21)
  )
  (v128.store offset=19008 align=4
   (i32.const 0)
   (local.get $22)
  )
  (v128.store offset=19072 align=4
   (i32.const 0)
   (local.get $23)
  )
  (v128.store offset=19136 align=4
   (i32.const 0)
   (local.get $24)
  )
  (block $block
   (loop $label1
    (br_if $block
     (i32.eqz
      (i32.and
       (i32.lt_u
        (local.get $2)
        (i32.const 1600)
       )
       (v128.any_true
        (v128.or
         (local.get $20)
         (local.get $32)
        )
       )
      )
     )
    )
    (local.set $3
     (select
      (i32.const 1600)
      (select
       (i32.add
        (i32.add
         (local.get $2)
         (local.get $2)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $2)
        (i32.const 256)
       )
       (i32.lt_u
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
       )
      )
      (i32.lt_u
       (i32.const 1600)
       (select
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
        (i32.lt_u
         (i32.add
          (i32.add
           (local.get $2)
           (local.get $2)
          )
          (i32.const 32)
         )
         (i32.add
          (local.get $2)
          (i32.const 256)
         )
        )
       )
      )
     )
    )
    (call $1
     (local.get $2)
     (local.get $1)
    )
    (local.set $46
     (v128.load offset=19200 align=4
      (i32.const 0)
     )
    )
    (local.set $47
     (v128.load offset=19264 align=4
      (i32.const 0)
     )
    )
    (local.set $48
     (v128.load offset=19328 align=4
      (i32.const 0)
     )
    )
    (if
     (i64x2.all_true
      (v128.or
       (v128.and
        (v128.and
         (f64x2.lt
          (f64x2.abs
           (local.get $48)
          )
          (local.get $36)
         )
         (f64x2.le
          (local.get $47)
          (local.get $35)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $47)
          (local.get $40)
         )
         (f64x2.gt
          (local.get $46)
          (local.get $40)
         )
        )
       )
       (v128.not
        (local.get $32)
       )
      )
     )
     (then
      (local.set $4
       (i32.mul
        (i32.sub
         (i32.sub
          (local.get $3)
          (local.get $2)
         )
         (i32.const 8)
        )
        (i32.const 8)
       )
      )
      (local.set $29
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $31
       (v128.bitselect
        (local.get $29)
        (local.get $31)
        (local.get $32)
       )
      )
      (local.set $37
       (v128.bitselect
        (f64x2.pmin
         (local.get $37)
         (local.get $46)
        )
        (local.get $37)
        (local.get $32)
       )
      )
      (local.set $39
       (f64x2.add
        (local.get $39)
        (v128.and
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $32)
        )
       )
      )
      (local.set $41
       (v128.bitselect
        (f64x2.le
         (local.get $47)
         (local.get $40)
        )
        (local.get $41)
        (local.get $32)
       )
      )
      (local.set $42
       (v128.or
        (local.get $42)
        (local.get $41)
       )
      )
      (local.set $43
       (f64x2.add
        (local.get $43)
        (v128.andnot
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $42)
        )
       )
      )
      (local.set $44
       (v128.and
        (f64x2.add
         (local.get $44)
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
        )
        (local.get $41)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label
       (local.set $29
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $31
        (v128.bitselect
         (local.get $29)
         (local.get $31)
         (local.get $32)
        )
       )
       (local.set $37
        (f64x2.pmin
         (local.get $37)
         (local.get $31)
        )
       )
       (local.set $41
        (f64x2.le
         (local.get $31)
         (local.get $40)
        )
       )
       (local.set $42
        (v128.or
         (local.get $42)
         (local.get $41)
        )
       )
       (local.set $43
        (f64x2.add
         (local.get $43)
         (v128.andnot
          (local.get $13)
          (local.get $42)
         )
        )
       )
       (local.set $44
        (v128.and
         (f64x2.add
          (local.get $44)
          (local.get $13)
         )
         (local.get $41)
        )
       )
       (local.set $38
        (v128.and
         (f64x2.gt
          (local.get $31)
          (local.get $45)
         )
         (f64x2.le
          (local.get $31)
          (local.get $35)
         )
        )
       )
       (local.set $39
        (f64x2.add
         (local.get $39)
         (v128.and
          (local.get $13)
          (local.get $38)
         )
        )
       )
       (local.set $32
        (v128.and
         (local.get $32)
         (local.get $38)
        )
       )
       (br_if $label
        (block (result i32)
         (local.set $scratch
          (i32.lt_u
           (local.get $4)
           (i32.mul
            (i32.sub
             (i32.sub
              (local.get $3)
              (local.get $2)
             )
             (i32.const 8)
            )
            (i32.const 8)
           )
          )
         )
         (local.set $4
          (i32.add
           (local.get $4)
           (i32.const 64)
          )
         )
         (local.get $scratch)
        )
       )
      )
     )
    )
    (local.set $2
     (local.get $3)
    )
    (br $label1)
   )
  )
  (v128.store offset=4096 align=4
   (local.get $0)
   (v128.bitselect
    (local.get $31)
    (local.get $49)
    (local.get $38)
   )
  )
  (v128.store offset=6144 align=4
   (local.get $0)
   (local.get $37)
  )
  (v128.store offset=8192 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $43)
     (local.get $13)
    )
    (local.get $20)
    (local.get $42)
   )
  )
  (v128.store offset=10240 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (f64x2.add
      (f64x2.sub
       (f64x2.splat
        (f64.convert_i32_u
         (i32.shr_u
          (local.get $2)
          (i32.const 3)
         )
        )
       )
       (local.get $44)
      )
      (local.get $13)
     )
     (local.get $13)
    )
    (local.get $20)
    (v128.and
     (local.get $41)
     (local.get $38)
    )
   )
  )
  (v128.store offset=12288 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $39)
     (local.get $13)
    )
    (local.get $20)
    (v128.not
     (local.get $38)
    )
   )
  )
 )
 (func $1 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
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
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $41 v128)
  (local $42 v128)
  (local $43 v128)
  (local $44 v128)
  (local $45 v128)
  (local $46 v128)
  (local $47 v128)
  (local $48 v128)
  (local $49 v128)
  (local $50 v128)
  (local $51 v128)
  (local.set $15
   (f64x2.splat
    (f64.const 100)
   )
  )
  (local.set $18
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $21
   (f64x2.splat
    (f64.const 0.9)
   )
  )
  (local.set $40
   (f64x2.splat
    (f64.const 1e-08)
   )
  )
  (local.set $43
   (f64x2.splat
    (f64.const 0.5)
   )
  )
  (local.set $45
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $47
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $49
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $3
   (select
    (i32.const 1600)
    (select
     (i32.add
      (i32.add
       (local.get $0)
       (local.get $0)
      )
      (i32.const 32)
     )
     (i32.add
      (local.get $0)
      (i32.const 256)
     )
     (i32.lt_u
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
     )
    )
    (i32.lt_u
     (i32.const 1600)
     (select
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
      (i32.lt_u
       (i32.add
        (i32.add
         (local.get $0)
         (local.get $0)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $0)
        (i32.const 256)
       )
      )
     )
    )
   )
  )
  (local.set $5
   (i32.load offset=16512
    (local.get $1)
   )
  )
  (local.set $6
   (i32.load offset=16516
    (local.get $1)
   )
  )
  (local.set $7
   (i32.load offset=17536
    (local.get $1)
   )
  )
  (local.set $8
   (i32.load offset=17540
    (local.get $1)
   )
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label
   (local.set $39
    (v128.load offset=18560 align=4
     (i32.const 0)
    )
   )
   (local.set $27
    (v128.load offset=18624 align=4
     (i32.const 0)
    )
   )
   (local.set $11
    (v128.load offset=18688 align=4
     (i32.const 0)
    )
   )
   (local.set $13
    (v128.load offset=18752 align=4
     (i32.const 0)
    )
   )
   (local.set $23
    (v128.load offset=18816 align=4
     (i32.const 0)
    )
   )
   (local.set $29
    (v128.load offset=18880 align=4
     (i32.const 0)
    )
   )
   (local.set $22
    (v128.load offset=18944 align=4
     (i32.const 0)
    )
   )
   (local.set $25
    (v128.load offset=19008 align=4
     (i32.const 0)
    )
   )
   (local.set $28
    (v128.load offset=19072 align=4
     (i32.const 0)
    )
   )
   (local.set $32
    (v128.load offset=19136 align=4
     (i32.const 0)
    )
   )
   (local.set $9
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $6)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $5)
       (local.get $2)
      )
     )
    )
   )
   (local.set $10
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $8)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $7)
       (local.get $2)
      )
     )
    )
   )
   (local.set $12
    (local.get $11)
   )
   (local.set $14
    (local.get $13)
   )
   (local.set $16
    (f64x2.mul
     (local.get $15)
     (local.get $12)
    )
   )
   (local.set $17
    (local.get $14)
   )
   (local.set $19
    (f64x2.sub
     (local.get $18)
     (local.get $9)
    )
   )
   (local.set $20
    (f64x2.sub
     (local.get $18)
     (local.get $10)
    )
   )
   (local.set $24
    (f64x2.add
     (f64x2.mul
      (local.get $21)
      (local.get $22)
     )
     (f64x2.mul
      (local.get $23)
      (local.get $16)
     )
    )
   )
   (local.set $26
    (f64x2.add
     (f64x2.mul
      (local.get $21)
      (local.get $25)
     )
     (f64x2.mul
      (local.get $23)
      (local.get $17)
     )
    )
   )
   (local.set $31
    (f64x2.add
     (f64x2.mul
      (local.get $27)
      (local.get $28)
     )
     (f64x2.mul
      (local.get $29)
      (f64x2.mul
       (local.tee $30
        (local.get $16)
       )
       (local.get $30)
      )
     )
    )
   )
   (local.set $34
    (f64x2.add
     (f64x2.mul
      (local.get $27)
      (local.get $32)
     )
     (f64x2.mul
      (local.get $29)
      (f64x2.mul
       (local.tee $33
        (local.get $17)
       )
       (local.get $33)
      )
     )
    )
   )
   (local.set $35
    (f64x2.div
     (local.get $24)
     (local.get $19)
    )
   )
   (local.set $36
    (f64x2.div
     (local.get $26)
     (local.get $19)
    )
   )
   (local.set $37
    (f64x2.div
     (local.get $31)
     (local.get $20)
    )
   )
   (local.set $38
    (f64x2.div
     (local.get $34)
     (local.get $20)
    )
   )
   (local.set $41
    (f64x2.sub
     (local.get $11)
     (f64x2.div
      (f64x2.mul
       (local.get $39)
       (local.get $35)
      )
      (f64x2.add
       (f64x2.sqrt
        (local.get $37)
       )
       (local.get $40)
      )
     )
    )
   )
   (local.set $42
    (f64x2.sub
     (local.get $13)
     (f64x2.div
      (f64x2.mul
       (local.get $39)
       (local.get $36)
      )
      (f64x2.add
       (f64x2.sqrt
        (local.get $38)
       )
       (local.get $40)
      )
     )
    )
   )
   (local.set $11
    (local.get $41)
   )
   (local.set $13
    (local.get $42)
   )
   (local.set $22
    (local.get $24)
   )
   (local.set $25
    (local.get $26)
   )
   (local.set $28
    (local.get $31)
   )
   (local.set $32
    (local.get $34)
   )
   (local.set $12
    (local.get $11)
   )
   (local.set $14
    (local.get $13)
   )
   (local.set $44
    (f64x2.mul
     (local.get $43)
     (f64x2.add
      (f64x2.mul
       (local.get $15)
       (f64x2.mul
        (local.get $12)
        (local.get $12)
       )
      )
      (f64x2.mul
       (local.get $14)
       (local.get $14)
      )
     )
    )
   )
   (v128.store offset=14336 align=4
    (local.get $4)
    (local.get $44)
   )
   (v128.store offset=18688 align=4
    (i32.const 0)
    (local.get $11)
   )
   (v128.store offset=18752 align=4
    (i32.const 0)
    (local.get $13)
   )
   (v128.store offset=18944 align=4
    (i32.const 0)
    (local.get $22)
   )
   (v128.store offset=19008 align=4
    (i32.const 0)
    (local.get $25)
   )
   (v128.store offset=19072 align=4
    (i32.const 0)
    (local.get $28)
   )
   (v128.store offset=19136 align=4
    (i32.const 0)
    (local.get $32)
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (local.set $4
   (i32.mul
    (i32.sub
     (i32.sub
      (local.get $3)
      (local.get $0)
     )
     (i32.const 8)
    )
    (i32.const 8)
   )
  )
  (local.set $44
   (v128.load offset=14336 align=4
    (local.get $4)
   )
  )
  (local.set $46
   (local.get $45)
  )
  (local.set $48
   (local.get $47)
  )
  (local.set $50
   (local.get $49)
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label1
   (local.set $51
    (v128.load offset=14336 align=4
     (local.get $4)
    )
   )
   (local.set $46
    (f64x2.pmin
     (local.get $46)
     (local.get $51)
    )
   )
   (local.set $48
    (f64x2.pmax
     (local.get $48)
     (local.get $51)
    )
   )
   (local.set $50
    (f64x2.add
     (local.get $50)
     (local.get $51)
    )
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label1
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (v128.store offset=19200 align=4
   (i32.const 0)
   (local.get $46)
  )
  (v128.store offset=19264 align=4
   (i32.const 0)
   (local.get $48)
  )
  (v128.store offset=19328 align=4
   (i32.const 0)
   (local.get $50)
  )
 )
)
